/** The product's mark: an open ledger in an ink-blue seal, as in the application's icon. */

export function BrandMark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect x="1" y="1" width="30" height="30" rx="7" fill="#1D4E89" />
      <path d="M16 9.5c-2.6-1.8-6.2-2.4-9.5-2.2v14.4c3.3-.2 6.9.4 9.5 2.2 2.6-1.8 6.2-2.4 9.5-2.2V7.3c-3.3-.2-6.9.4-9.5 2.2z" fill="#fff" />
      <path d="M16 9.5v14.4" stroke="#1D4E89" strokeWidth="1.4" />
      <path d="m19.3 15.2 1.9 1.9 3.2-4.1" fill="none" stroke="#B3261E" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
      <path d="M8.6 11.3c1.7 0 3.3.3 4.8.9M8.6 14.6c1.7 0 3.3.3 4.8.9M8.6 17.9c1.7 0 3.3.3 4.8.9" fill="none" stroke="#9FB3CC" strokeWidth="1.2" strokeLinecap="round" />
    </svg>
  );
}

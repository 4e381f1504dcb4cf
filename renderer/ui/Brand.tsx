/** The product's mark: the same thread-bound ledger as the application's icon, drawn for small sizes (`build/icon-small.svg`). */
import icon from '../icon.svg';

export function BrandMark({ size }: { readonly size: number }) {
  return <img src={icon} width={size} height={size} alt="" />;
}

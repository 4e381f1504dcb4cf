/** The product's mark: the same thread-bound ledger as the application's icon (`build/icon.svg`). */
import icon from '../icon.svg';

export function BrandMark({ size }: { readonly size: number }) {
  return <img src={icon} width={size} height={size} alt="" />;
}

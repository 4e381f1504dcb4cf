/** U盘交换: joining this computer with another one without a network. */
import { Card } from 'antd';
import { BundleExchange } from '../../ui/bundle/BundleExchange.tsx';

export function BundlePage() {
  return <Card title="U盘交换"><BundleExchange /></Card>;
}

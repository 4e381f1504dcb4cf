/** Puts a screen into the dark look of the live night market; messages and windows below it come in the same look. */
import { App, ConfigProvider } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTypeSize } from '../../../theme/ThemeRoot.tsx';
import { marketTheme } from './market-theme.ts';
import styles from './live.module.css';

export function MarketRoot({ children }: { readonly children: ReactNode }) {
  const { size } = useTypeSize();
  const theme = useMemo(() => marketTheme(size), [size]);
  return (
    <ConfigProvider theme={{ ...theme, inherit: false }}>
      <App className={styles['root'] ?? ''} message={{ maxCount: 2, top: 72 }}>{children}</App>
    </ConfigProvider>
  );
}

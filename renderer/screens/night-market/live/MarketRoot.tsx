/** Puts a screen into the dark look of the live night market; messages and windows come in the same look, and beside the screen rather than in the desk, which is inert meanwhile. */
import { App, ConfigProvider } from 'antd';
import { useMemo, useRef, type ReactNode } from 'react';
import { useTypeSize } from '../../../theme/ThemeRoot.tsx';
import { marketTheme } from './market-theme.ts';
import styles from './live.module.css';

export function MarketRoot({ children }: { readonly children: ReactNode }) {
  const { size } = useTypeSize();
  const theme = useMemo(() => marketTheme(size), [size]);
  const popups = useRef<HTMLDivElement>(null);
  return (
    <ConfigProvider theme={{ ...theme, inherit: false }} getPopupContainer={() => popups.current ?? document.body}>
      <App className={styles['root'] ?? ''} message={{ maxCount: 2, top: 72 }}>{children}<div ref={popups} /></App>
    </ConfigProvider>
  );
}

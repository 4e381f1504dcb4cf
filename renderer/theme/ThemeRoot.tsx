/** Wraps everything in the look and the language, and lets any screen read or change the type size. */
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createContext, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { deskTheme } from './theme.ts';
import { readTypeSize, TYPE_SCALES, writeTypeSize, type TypeScale, type TypeSize } from './type-size.ts';

dayjs.locale('zh-cn');

interface TypeSizeChoice { readonly size: TypeSize; readonly scale: TypeScale; readonly choose: (size: TypeSize) => void }

const TypeSizeContext = createContext<TypeSizeChoice>({ size: 'standard', scale: TYPE_SCALES.standard, choose: () => undefined });

/** The type size of this computer and how to change it. */
export function useTypeSize(): TypeSizeChoice {
  return useContext(TypeSizeContext);
}

/** The nonce that this page's CSP allows for the styles that Ant Design inserts; empty where none is served. */
export function cspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

/**
 * Popups, drawers and dialogs open in an element of their own rather than in the body: there Ant Design would lock the
 * body's scrolling by a style element without a nonce, which the page's CSP rightly refuses. The page itself never scrolls.
 */
export function ThemeRoot({ children }: { readonly children: ReactNode }) {
  const [size, setSize] = useState(readTypeSize);
  const choice = useMemo<TypeSizeChoice>(() => ({
    size, scale: TYPE_SCALES[size],
    choose: (next) => { writeTypeSize(next); setSize(next); },
  }), [size]);
  const theme = useMemo(() => deskTheme(size), [size]);
  const csp = useMemo(() => ({ nonce: cspNonce() }), []);
  const popups = useRef<HTMLDivElement>(null);
  return (
    <TypeSizeContext value={choice}>
      <ConfigProvider locale={zhCN} theme={theme} csp={csp} getPopupContainer={() => popups.current ?? document.body} button={{ autoInsertSpace: false }} form={{ requiredMark: false, colon: false }}>
        <App message={{ maxCount: 1, top: 8, duration: 2 }}>{children}<div ref={popups} /></App>
      </ConfigProvider>
    </TypeSizeContext>
  );
}

/**
 * The look of the live night market: one dark sheet under a torch. Every text keeps 7:1 on its ground (WCAG AAA), every
 * target is 48 px or more, and nothing moves. The accent is the desk's ink blue, lightened until it can be read at night.
 */
import { theme, type ThemeConfig } from 'antd';
import { SCREEN_FONTS } from '../../../theme/theme.ts';
import type { TypeSize } from '../../../theme/type-size.ts';

const SIZES: Readonly<Record<TypeSize, { readonly fontSize: number; readonly controlHeight: number }>> = {
  standard: { fontSize: 17, controlHeight: 48 }, large: { fontSize: 19, controlHeight: 50 }, huge: { fontSize: 22, controlHeight: 54 },
};

const INK = '#07101E';
const ACCENT = '#9CC5F8';

/** The theme at a type size. */
export function marketTheme(size: TypeSize): ThemeConfig {
  const { fontSize, controlHeight } = SIZES[size];
  return {
    algorithm: theme.darkAlgorithm,
    cssVar: { key: 'market' },
    hashed: false,
    token: {
      colorPrimary: ACCENT, colorPrimaryHover: '#BAD7FB', colorPrimaryActive: '#7FB2F0', colorPrimaryBg: '#1B2F4B', colorPrimaryBgHover: '#233B5C', colorPrimaryBorder: '#5F8BC0', colorPrimaryText: ACCENT,
      colorInfo: ACCENT, colorLink: ACCENT, colorLinkHover: '#BAD7FB',
      colorSuccess: '#7FDCA8', colorWarning: '#F5C46B', colorError: '#FFABA3',
      colorErrorBg: '#43191A', colorErrorBorder: '#E5807A', colorErrorText: '#FFC4BE', colorWarningBg: '#3B2C10', colorWarningBorder: '#B98B3A',
      colorBgBase: '#0A111E', colorBgLayout: '#0A111E', colorBgContainer: '#121C2D', colorBgElevated: '#182439', colorBgSpotlight: '#2A3A55',
      colorText: '#F3F6FB', colorTextSecondary: '#CBD4E2', colorTextTertiary: '#B7C3D5', colorTextQuaternary: '#B7C3D5', colorTextDescription: '#CBD4E2', colorTextPlaceholder: '#ACB9CC', colorTextLabel: '#CBD4E2',
      colorBorder: '#5C7090', colorBorderSecondary: '#2A3A55', colorSplit: '#2A3A55', colorFillSecondary: '#1B2940', colorFillTertiary: '#17243A', colorFillQuaternary: '#141F33',
      colorTextLightSolid: INK, colorIcon: '#CBD4E2', colorIconHover: '#F3F6FB',
      controlItemBgActive: '#24405F', controlItemBgHover: '#1F3048', controlItemBgActiveHover: '#2B4A6D',
      borderRadius: 8, fontFamily: SCREEN_FONTS, fontSize, controlHeight, controlHeightSM: controlHeight, controlHeightLG: controlHeight + 8, controlInteractiveSize: 22,
      motion: false, boxShadow: 'none', boxShadowSecondary: '0 8px 32px rgba(0,0,0,0.55)', boxShadowTertiary: 'none',
      colorBgMask: 'rgba(3,7,14,0.72)',
    },
    components: {
      Button: { primaryColor: INK, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 600, dangerColor: INK, solidTextColor: INK },
      Radio: { buttonSolidCheckedColor: INK, buttonSolidCheckedBg: ACCENT, buttonSolidCheckedHoverBg: '#BAD7FB', buttonSolidCheckedActiveBg: '#7FB2F0', buttonBg: '#121C2D', buttonCheckedBg: ACCENT, buttonColor: '#F3F6FB' },
      Select: { optionHeight: controlHeight, optionPadding: `${Math.round((controlHeight - fontSize * 1.5) / 2)}px 12px`, optionActiveBg: '#2B4A6D', optionSelectedBg: '#24405F' },
      Input: { activeShadow: '0 0 0 2px rgba(156,197,248,0.35)' },
      Modal: { contentBg: '#121C2D', headerBg: '#121C2D' },
      Tag: { defaultColor: '#F3F6FB' },
    },
  };
}

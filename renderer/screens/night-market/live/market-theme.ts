/**
 * The look of the live night market: one dark sheet under a torch. Every text keeps 7:1 on its ground (WCAG AAA), every
 * target is 48 px or more, and nothing moves. The accent is the desk's ink blue, lightened until it can be read at night.
 */
import { theme, type ThemeConfig } from 'antd';
import type { MapToken, SeedToken } from 'antd/es/theme/interface';
import { SCREEN_FONTS } from '../../../theme/theme.ts';
import type { TypeSize } from '../../../theme/type-size.ts';

const SIZES: Readonly<Record<TypeSize, { readonly fontSize: number; readonly controlHeight: number }>> = {
  standard: { fontSize: 17, controlHeight: 48 }, large: { fontSize: 19, controlHeight: 50 }, huge: { fontSize: 22, controlHeight: 54 },
};

const INK = '#07101E';
const ACCENT = '#9CC5F8';

/**
 * The colours themselves, laid over what Ant Design's dark algorithm makes: it darkens a light seed, and a colour that was
 * measured against its ground must come out as it was chosen.
 */
const COLORS = {
  colorPrimary: ACCENT, colorPrimaryHover: '#BAD7FB', colorPrimaryActive: '#7FB2F0', colorPrimaryBg: '#1B2F4B', colorPrimaryBgHover: '#233B5C', colorPrimaryBorder: '#5F8BC0', colorPrimaryBorderHover: '#7FA6D6', colorPrimaryText: ACCENT,
  colorInfo: ACCENT, colorLink: ACCENT, colorLinkHover: '#BAD7FB',
  colorSuccess: '#7FDCA8', colorWarning: '#F5C46B', colorWarningBg: '#3B2C10', colorWarningBorder: '#B98B3A',
  colorError: '#FFABA3', colorErrorBg: '#43191A', colorErrorBorder: '#E5807A', colorErrorText: '#FFC4BE',
  colorBgLayout: '#0A111E', colorBgContainer: '#121C2D', colorBgElevated: '#182439', colorBgSpotlight: '#2A3A55', colorBgMask: 'rgba(3,7,14,0.72)',
  colorText: '#F3F6FB', colorTextSecondary: '#CBD4E2', colorTextTertiary: '#B7C3D5', colorTextQuaternary: '#9AA8BD',
  colorBorder: '#5C7090', colorBorderDisabled: '#34435B', colorBorderSecondary: '#2A3A55', colorFillSecondary: '#1B2940', colorFillTertiary: '#17243A', colorFillQuaternary: '#141F33',
} as const;

const nightColors = (seed: SeedToken, map: MapToken = theme.darkAlgorithm(seed)): MapToken => ({ ...map, ...COLORS });

/** The theme at a type size. */
export function marketTheme(size: TypeSize): ThemeConfig {
  const { fontSize, controlHeight } = SIZES[size];
  return {
    algorithm: [theme.darkAlgorithm, nightColors],
    cssVar: { key: 'market' },
    hashed: false,
    token: {
      fontFamily: SCREEN_FONTS, fontSize, controlHeight, controlHeightSM: controlHeight, controlHeightLG: controlHeight + 8, controlInteractiveSize: 22, borderRadius: 8, motion: false,
      colorTextDescription: '#CBD4E2', colorTextPlaceholder: '#ACB9CC', colorTextLabel: '#CBD4E2', colorTextDisabled: '#8593A9', colorBgContainerDisabled: '#121C2D', colorSplit: '#2A3A55', colorTextLightSolid: INK,
      colorIcon: '#CBD4E2', colorIconHover: '#F3F6FB', controlItemBgActive: '#24405F', controlItemBgHover: '#1F3048', controlItemBgActiveHover: '#2B4A6D',
      boxShadow: 'none', boxShadowSecondary: '0 8px 32px rgba(0,0,0,0.55)', boxShadowTertiary: 'none',
    },
    components: {
      Button: { primaryColor: INK, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 600, dangerColor: INK, solidTextColor: INK },
      Radio: { buttonSolidCheckedColor: INK },
      Select: { optionHeight: controlHeight, optionPadding: `${Math.round((controlHeight - fontSize * 1.5) / 2)}px 12px` },
      DatePicker: { cellHeight: 44, cellWidth: 48, textHeight: 48 },
      Image: { colorTextLightSolid: COLORS.colorText, previewOperationColor: COLORS.colorTextSecondary, previewOperationHoverColor: COLORS.colorText, previewOperationSize: 26 },
      Tooltip: { colorTextLightSolid: COLORS.colorText },
      Modal: { contentBg: '#121C2D', headerBg: '#121C2D' },
      Drawer: { colorBgElevated: '#121C2D' },
    },
  };
}

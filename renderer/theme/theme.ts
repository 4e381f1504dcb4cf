/**
 * The look: Ant Design's own tokens and nothing beside them. One accent (ink blue); red, amber and green mean
 * overdue, soon and done. Texts keep 4.5:1 on white and on the page (WCAG 2.2 AA), which Ant Design's defaults for
 * tertiary text and placeholders do not.
 */
import type { ThemeConfig } from 'antd';
import { TYPE_SCALES, type TypeSize } from './type-size.ts';

/** The font stack of screens: what Windows, macOS and the Linux desktops of offices have. */
export const SCREEN_FONTS = '"Microsoft YaHei UI","PingFang SC","Noto Sans CJK SC","Source Han Sans SC",sans-serif';

/** Theme of the desk at a type size. */
export function deskTheme(size: TypeSize): ThemeConfig {
  const { fontSize, controlHeight } = TYPE_SCALES[size];
  return {
    cssVar: { key: 'desk' },
    hashed: false,
    token: {
      colorPrimary: '#1D4E89', colorInfo: '#1D4E89', colorLink: '#1D4E89', colorLinkHover: '#2A649F', colorLinkActive: '#163B68',
      colorSuccess: '#2B7A4B', colorWarning: '#AD5A00', colorError: '#B3261E',
      colorText: 'rgba(16,24,40,0.92)', colorTextSecondary: 'rgba(16,24,40,0.70)', colorTextTertiary: 'rgba(16,24,40,0.62)',
      colorTextPlaceholder: 'rgba(16,24,40,0.62)', colorTextDescription: 'rgba(16,24,40,0.66)',
      colorBgLayout: '#F5F6F8', colorBorder: '#CDD3DC', colorBorderSecondary: '#E6E9EE',
      // The tints that Ant Design derives from dark colours are grey; these are the colours' own.
      colorPrimaryBg: '#EAF1F9', colorPrimaryBgHover: '#DCE8F5', colorPrimaryBorder: '#A9C3E2', colorPrimaryHover: '#2A649F', colorPrimaryActive: '#163B68',
      colorInfoBg: '#EEF3F9', colorInfoBorder: '#B9CCE3', colorSuccessBg: '#E9F5EE', colorSuccessBorder: '#A9D5BC',
      colorWarningBg: '#FFF6E5', colorWarningBorder: '#F0CE9A', colorErrorBg: '#FDEEED', colorErrorBorder: '#F0B7B3',
      controlItemBgHover: '#F3F6FA', controlItemBgActive: '#E4EDF7', controlItemBgActiveHover: '#DCE8F5',
      borderRadius: 6, fontFamily: SCREEN_FONTS, fontSize, controlHeight,
      // Old office computers and tests alike are better off without animation, and nothing on the screen should move by itself.
      motion: false,
      boxShadow: '0 6px 24px rgba(16,24,40,0.12)', boxShadowSecondary: '0 6px 24px rgba(16,24,40,0.12)', boxShadowTertiary: 'none',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Form: { itemMarginBottom: 12, verticalLabelPadding: '0 0 4px', labelColor: 'rgba(16,24,40,0.70)' },
      // What stands in an empty table is to be read; Ant Design draws it as if it were switched off.
      Table: { colorTextDisabled: 'rgba(16,24,40,0.62)', headerBg: '#F8F9FB', headerSplitColor: 'transparent', cellPaddingBlock: 8, cellPaddingInline: 12 },
      Menu: { itemBorderRadius: 6, itemMarginBlock: 2, itemSelectedBg: '#E8EFF8', itemHeight: controlHeight + 4, activeBarBorderWidth: 0 },
      Card: { bodyPadding: 16, headerPadding: 16, headerHeight: controlHeight + 10, headerFontSize: fontSize + 1 },
      Segmented: { trackBg: '#E7EBF1' },
      Input: { inputFontSizeLG: fontSize + 1 },
    },
  };
}

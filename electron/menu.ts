/** The menus, in Chinese: one for its keys (and for macOS, where text fields need it), one under the right mouse button, since offices paste with it. */
import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';

/** The application's menu. No mnemonics (`&`): Alt with a letter belongs to the night market. `developer` adds reloading and the developer tools. */
export function applicationMenu(platform: NodeJS.Platform, developer: boolean): Menu {
  const mac: MenuItemConstructorOptions[] = [{ label: '民情簿', submenu: [{ role: 'about', label: '关于民情簿' }, { type: 'separator' }, { role: 'hide', label: '隐藏' }, { role: 'quit', label: '退出' }] }];
  const tools: MenuItemConstructorOptions[] = [{ type: 'separator' }, { role: 'reload', label: '重新载入' }, { role: 'toggleDevTools', label: '开发者工具' }];
  return Menu.buildFromTemplate([
    ...(platform === 'darwin' ? mac : []),
    { label: '编辑', submenu: editing() },
    { label: '视图', submenu: [{ role: 'zoomIn', label: '放大' }, { role: 'zoomOut', label: '缩小' }, { role: 'resetZoom', label: '原来大小' }, { role: 'togglefullscreen', label: '全屏' }, ...(developer ? tools : [])] },
  ]);
}

/** Cutting, copying and pasting under the right mouse button, where there is something to cut, copy or paste into. */
export function offerEditing(contents: WebContents): void {
  contents.on('context-menu', (_event, { isEditable, selectionText }) => {
    if (isEditable) Menu.buildFromTemplate(editing()).popup();
    else if (selectionText.trim() !== '') Menu.buildFromTemplate([{ role: 'copy', label: '复制' }]).popup();
  });
}

function editing(): MenuItemConstructorOptions[] {
  return [
    { role: 'undo', label: '撤销' }, { role: 'redo', label: '重做' }, { type: 'separator' },
    { role: 'cut', label: '剪切' }, { role: 'copy', label: '复制' }, { role: 'paste', label: '粘贴' }, { role: 'selectAll', label: '全选' },
  ];
}

/** 标准 · 大 · 特大. */
import { FontSizeOutlined } from '@ant-design/icons';
import { Button, Dropdown, Segmented } from 'antd';
import { useTypeSize } from '../theme/ThemeRoot.tsx';
import { TYPE_SIZE_WORDS, TYPE_SIZES, type TypeSize } from '../theme/type-size.ts';

/** For the top bar: one small button with a menu. */
export function TypeSizeButton() {
  const { size, choose } = useTypeSize();
  const items = TYPE_SIZES.map((one) => ({ key: one, label: `${TYPE_SIZE_WORDS[one]}字` }));
  return (
    <Dropdown trigger={['click']} menu={{ items, selectable: true, selectedKeys: [size], onClick: ({ key }) => { choose(TYPE_SIZES.find((one) => one === key) ?? 'standard'); } }}>
      <Button type="text" icon={<FontSizeOutlined />} aria-label="大字：字的大小">大字</Button>
    </Dropdown>
  );
}

/** For the settings page. */
export function TypeSizeSwitch() {
  const { size, choose } = useTypeSize();
  return <Segmented<TypeSize> aria-label="字的大小" value={size} onChange={choose} options={TYPE_SIZES.map((one) => ({ value: one, label: TYPE_SIZE_WORDS[one] }))} />;
}

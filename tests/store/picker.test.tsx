/** Days and hours that are typed: the form around them may be drawn again at any moment, and nothing that was typed goes. */
import { Form } from 'antd';
import { createRoot } from 'react-dom/client';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ThemeRoot } from '../../renderer/theme/ThemeRoot.tsx';
import { DateField } from '../../renderer/ui/DateField.tsx';
import { TimeField } from '../../renderer/ui/TimeField.tsx';

it.each([
  ['a day', () => <DateField />, '2026-05-18', '2026年6月3日', '2026-06-03'],
  ['an hour', () => <TimeField />, '08:00', '19:30', '19:30'],
] as const)('%s that is typed while the form is drawn again is taken with Enter', async (_, field, first, typed, taken) => {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  const heard: unknown[] = [];
  const draw = (times: number) => { root.render(<ThemeRoot><Form initialValues={{ when: first }} onValuesChange={(one: Partial<{ when: unknown }>) => { heard.push(one.when); }}><p>{`drawn ${String(times)}`}</p><Form.Item name="when" label="何时">{field()}</Form.Item></Form></ThemeRoot>); };
  draw(1);
  const box = page.getByLabelText('何时');
  await userEvent.click(box);
  await userEvent.fill(box, typed);
  draw(2);
  await expect.poll(() => host.textContent).toContain('drawn 2');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => heard).toEqual([taken]);
  expect((box.element() as HTMLInputElement).value).toBe(typed);
  root.unmount();
  host.remove();
});

/** When: the rule of a schedule, as an office says it. */
import { Flex, Form, InputNumber, Radio, Select } from 'antd';
import { HOLIDAY_POLICIES } from '../../../../shared/schedule/schedule.ts';
import { HOLIDAY_POLICY_WORDS, NTH_WORDS, WEEKDAY_WORDS } from '../../../../shared/schedule/words.ts';
import { DatesField } from './DatesField.tsx';
import type { DraftRule, ScheduleDraft } from './schedule-draft.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: `周${WEEKDAY_WORDS[value] ?? ''}` }));
const MONTH_DAYS = Array.from({ length: 31 }, (_, n) => ({ value: n + 1, label: `${n + 1}日` }));
const RULES: readonly { readonly value: DraftRule; readonly label: string }[] = [{ value: 'nth_weekday', label: '每月第几个周几' }, { value: 'weekdays', label: '每周' }, { value: 'month_days', label: '每月几日' }, { value: 'dates', label: '自定日子' }];
const wanted = (message: string) => [{ required: true, message }];

/** `many`: several points are chosen, which may be spread over the month. */
export function RuleFields({ many }: { readonly many: boolean }) {
  const form = Form.useFormInstance<ScheduleDraft>();
  const rule = Form.useWatch<DraftRule | undefined>('rule') ?? 'nth_weekday';
  return (
    <>
      <Form.Item name="rule" label="什么时候办"><Radio.Group optionType="button" options={[...(many ? [{ value: 'staggered', label: '每点每月一次，错开' }] : []), ...RULES]} /></Form.Item>
      <Flex gap={12} wrap align="start">
        {rule === 'nth_weekday' && <Form.Item name="nth" label="第几个" rules={wanted('请选第几个')}><Select style={{ width: 120 }} options={[1, 2, 3, 4, 5].map((value) => ({ value, label: NTH_WORDS[value] ?? '' }))} /></Form.Item>}
        {(rule === 'nth_weekday' || rule === 'weekdays' || rule === 'staggered') && <Form.Item name="weekdays" label={rule === 'staggered' ? '在周几的晚上' : '周几'} rules={wanted('请选周几')} style={{ minWidth: 220, flex: 1 }}><Select mode="multiple" options={WEEKDAYS} /></Form.Item>}
        {rule === 'staggered' && <Form.Item name="perDay" label="一晚最多几场" rules={wanted('请填几场')}><InputNumber min={1} max={50} precision={0} /></Form.Item>}
        {rule === 'month_days' && (
          <Form.Item label="每月哪几日" style={{ flex: 1, minWidth: 300 }} required>
            <Flex gap={8}>
              <Form.Item name="monthDays" noStyle rules={wanted('请选日子')}><Select mode="multiple" options={MONTH_DAYS} style={{ flex: 1 }} aria-label="每月哪几日" /></Form.Item>
              <Radio.Group optionType="button" value={null} options={[{ value: 5, label: '逢五' }, { value: 6, label: '逢六' }]} onChange={({ target }) => { const day = target.value as number; form.setFieldValue('monthDays', [day, day + 10, day + 20]); }} />
            </Flex>
          </Form.Item>
        )}
        {rule === 'dates' && <Form.Item name="dates" label="哪几天" rules={wanted('请选日子')} style={{ flex: 1, minWidth: 300 }}><DatesField /></Form.Item>}
        <Form.Item name="holidays" label="遇节假日"><Select style={{ width: 170 }} options={HOLIDAY_POLICIES.map((value) => ({ value, label: HOLIDAY_POLICY_WORDS[value] }))} /></Form.Item>
      </Flex>
    </>
  );
}

/** Forms of 梳理: sorting, and declining what does not belong here. */
import { Form, Segmented, Select } from 'antd';
import { LEVELS } from '../../../../shared/case/case.ts';
import { suggestCategory } from '../../../../shared/case/category-suggestion.ts';
import { CATEGORIES, LEVEL_ROUTE_WORDS, LEVEL_WORDS } from '../../../../shared/case/words.ts';
import { filledIn, type ActForm } from './act-form.ts';
import { DayItem, FieldRow, TextItem } from './fields.tsx';

export const sortedForm: ActForm = {
  initial: ({ state, today }) => ({
    title: state.title, category: state.category ?? suggestCategory(state.registered.words) ?? undefined, level: state.level ?? 'minor', on: today,
  }),
  Fields: ({ context: { state } }) => (
    <>
      <TextItem name="title" label="标题" required="请给这件事起个标题" rows={1} max={200} first extra="从原话里归纳，原话一字不改地另存着。" />
      <FieldRow>
        <Form.Item name="category" label="类别" tooltip={state.category === null ? '按原话里的词建议的，可改' : undefined} rules={[{ required: true, message: '请选择类别' }]}>
          <Select showSearch options={CATEGORIES.map((category) => ({ value: category, label: category }))} placeholder="选择类别" />
        </Form.Item>
        <Form.Item name="level" label="级别" rules={[{ required: true, message: '请选择级别' }]}>
          <Segmented block options={LEVELS.map((level) => ({ value: level, label: <span title={LEVEL_ROUTE_WORDS[level]}>{LEVEL_WORDS[level]}</span> }))} />
        </Form.Item>
        <DayItem />
      </FieldRow>
      <TextItem name="note" label="梳理意见" rows={2} placeholder="可不填：去向、要点、提醒承办单位注意的事" />
    </>
  ),
  body: filledIn,
};

export const declinedForm: ActForm = {
  initial: ({ today }) => ({ on: today }),
  Fields: () => (
    <>
      <TextItem name="reason" label="不予受理的理由" required="请写明理由，要能念给群众听" first rows={3} placeholder="例如：已进入诉讼程序，应由法院依法处理" />
      <TextItem name="guidance" label="告诉群众该去哪里" rows={2} placeholder="例如：县信访局来访接待大厅；拨打 12345" />
      <DayItem />
    </>
  ),
  body: filledIn,
};

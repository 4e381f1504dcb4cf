/** Forms of 处办 around the order: signing for it, sending it back, progress. The order itself is `assigned-form.tsx`. */
import { Form } from 'antd';
import { isLate } from './days.ts';
import type { ActContext, ActForm } from './act-form.ts';
import { filledIn, textOf, type FormValues } from '../../../ui/form-frame/form-values.ts';
import { shortDay } from '../../../ui/format-date.ts';
import { DayItem, Explained, FieldRow, FilesItem, HandlingUnitItem, TextItem } from './fields.tsx';

export const acknowledgedForm: ActForm = {
  initial: ({ state, today }) => ({ unit: state.assignment?.lead, on: today }),
  Fields: ({ context }) => <><HandlingUnitItem label="签收单位" context={context} /><FieldRow><TextItem name="by" label="签收人" rows={1} max={60} first placeholder="承办单位谁签的，可不填" /><DayItem label="签收日期" /></FieldRow></>,
  body: filledIn,
};

export const returnedForm: ActForm = {
  initial: ({ state, today }) => ({ unit: state.assignment?.lead, on: today }),
  Fields: ReturnedFields,
  body: (values, { state }) => {
    const { agreedBy, ...filled } = filledIn(values);
    // Within the limit nobody has to agree.
    return isLate(textOf(values, 'on'), state.assignment?.returnBy) && agreedBy !== undefined ? { ...filled, agreedBy } : filled;
  },
};

function ReturnedFields({ context }: { readonly context: ActContext }) {
  const { state: { assignment, returns }, today } = context;
  const on = Form.useWatch<string>('on', Form.useFormInstance<FormValues>()) ?? today;
  const late = isLate(on, assignment?.returnBy);
  return (
    <>
      <Explained>
        {assignment?.returnBy === undefined ? '' : `单位认为不属于自己职责的，${shortDay(assignment.returnBy, today)}前可以书面退回。`}
        {returns === 0 ? '' : `这件已退回过 ${returns} 次，退回两次后由主席团指定承办单位。`}
      </Explained>
      <HandlingUnitItem label="退件单位" context={context} />
      <TextItem name="reason" label="退件理由" required="请写明承办单位为什么退回" first rows={2} placeholder="例如：该路段属省道，不归乡里管养" />
      <FieldRow>
        <DayItem label="退件日期" />
        {late && <TextItem name="agreedBy" label="谁同意超期退件" rows={1} max={60} required="已过退件期限，要写明谁同意的" placeholder="例如：主席团主席张某" />}
      </FieldRow>
    </>
  );
}

export const progressedForm: ActForm = {
  initial: ({ state, today }) => ({ unit: state.assignment?.lead, on: today }),
  Fields: ({ context }) => <><TextItem name="text" label="办到哪一步了" required="请写一句办理进展" first rows={2} /><FieldRow><HandlingUnitItem label="哪个单位" context={context} /><DayItem /></FieldRow><FilesItem /></>,
  body: filledIn,
};

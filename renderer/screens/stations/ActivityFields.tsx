/** What the kind asks for, filled in on the page: a field is saved when it is left; half-typed words are a draft of this device until then. */
import { Alert, Button, Card } from 'antd';
import { useState } from 'react';
import type { ActivityFieldValue } from '../../../shared/activity/activity.ts';
import { KINDS, type ActivityField } from '../../../shared/activity/kinds.ts';
import { addMonths } from '../../../shared/calendar/calendar.ts';
import { rectificationsOf } from '../../../shared/activity/duty.ts';
import { countPeriod } from '../../../shared/rules/period.ts';
import type { Draft } from '../../store/api.ts';
import { shortDay } from '../../ui/format-date.ts';
import { useSession } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useDraft } from '../../ui/use-draft.ts';
import { usePerform } from '../../ui/use-perform.ts';
import { useTime } from '../../ui/use-time.ts';
import { actOn, may, type PartProps } from './activity-acts.ts';
import { cleanValue } from './activity-form.ts';
import { FieldControl, isWide } from './FieldControl.tsx';
import styles from './stations.module.css';

type Typed = Readonly<Record<string, ActivityFieldValue>>;

/** What a deputy's debriefing asks for only below the floor. */
const RECTIFICATION: readonly string[] = ['rectifyBy', 'rectified', 'rectification'];

export function ActivityFields(props: PartProps) {
  const { activity } = props;
  const drafts = useAnswer((store) => store.drafts(), [], [activity.id]);
  const below = activity.kind !== 'debrief' || rectificationsOf(activity, [activity]).length > 0;
  const fields = KINDS[activity.kind].fields.filter((field) => (activity.status === 'planned' ? field.at === 'before' : below || !RECTIFICATION.includes(field.name) || cleanValue(activity.fields[field.name]) !== null));
  return drafts === undefined || fields.length === 0 ? null : <Fields {...props} drafts={drafts} fields={fields} />;
}

function Fields({ activity, directory, today, drafts, fields }: PartProps & { readonly drafts: readonly Draft[]; readonly fields: readonly ActivityField[] }) {
  const session = useSession();
  const { refusal, perform } = usePerform();
  const key = `activity-fields:${activity.id}`;
  const kept = useDraft(key);
  const [typed, setTyped] = useState<Typed>(() => (drafts.find((one) => one.key === key)?.fields ?? {}) as Typed);
  const mayEdit = may(activity, session, 'activity.recorded');
  const valueOf = ({ name }: ActivityField): ActivityFieldValue => (name in typed ? typed[name] ?? null : activity.fields[name] ?? null);
  const type = (name: string, value: ActivityFieldValue) => { const next = { ...typed, [name]: value }; setTyped(next); kept.keep(next); return next; };
  const forget = (name: string, from: Typed) => {
    const { [name]: _, ...rest } = from;
    setTyped(rest);
    if (Object.keys(rest).length === 0) void kept.drop(); else kept.keep(rest);
  };
  /** Saves one field when it differs from what stands. */
  const commit = async (name: string, from: Typed) => {
    if (!(name in from)) return;
    const value = cleanValue(from[name]);
    if (JSON.stringify(value) === JSON.stringify(activity.fields[name] ?? null)) { forget(name, from); return; }
    if (await perform(actOn(activity, 'activity.recorded', { set: { [name]: value } }))) forget(name, from);
  };
  return (
    <Card size="small" title={<h4 className={styles['cardName']}>{activity.status === 'planned' ? '公告和通知里要写的' : `${KINDS[activity.kind].name}记录`}</h4>} extra={<span className={styles['hint']}>{mayEdit ? '离开一栏就保存' : ''}</span>}>
      <RectifyHint activity={activity} directory={directory} today={today} mayEdit={mayEdit} />
      <div className={styles['fields']}>
        {fields.map((field) => {
          const value = valueOf(field);
          const atOnce = field.kind === 'choice' || field.kind === 'date' || field.kind === 'deputies' || field.kind === 'units';
          return (
            <div key={field.name} className={`${styles['field']} ${isWide(field) ? styles['whole'] : ''}`}>
              <label htmlFor={`field-${field.name}`} className={styles['label']}>{field.label}{field.wanted === true && cleanValue(value) === null && <span className={styles['missing']}> 待填</span>}{field.name in typed && <span className={styles['missing']}> 还没保存</span>}</label>
              <FieldControl
                id={`field-${field.name}`} field={field} directory={directory} scope={activity.scope} value={value} disabled={!mayEdit}
                onChange={(next) => { const now = type(field.name, next); if (atOnce) void commit(field.name, now); }} {...(atOnce ? {} : { onBlur: () => { void commit(field.name, typed); } })}
              />
            </div>
          );
        })}
      </div>
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
    </Card>
  );
}

/** 满意率低于90%的限期整改 (舞阳 S4): who, and the day that the rules propose. */
function RectifyHint({ activity, directory, today, mayEdit }: PartProps & { readonly mayEdit: boolean }) {
  const { perform } = usePerform();
  const { rules, calendar } = useTime(directory, activity.scope);
  const open = activity.kind === 'debrief' ? rectificationsOf(activity, [activity]).filter(({ done }) => !done) : [];
  if (open.length === 0) return null;
  const names = open.map(({ deputy }) => directory.deputies.find(({ id }) => id === deputy)?.name ?? '代表').join('、');
  const { n, unit } = rules.DEBRIEF_RECTIFY;
  const proposed = countPeriod({ startedOn: activity.on, n, unit, pauses: [] }, calendar).on ?? addMonths(activity.on, 1);
  const by = open[0]?.by ?? null;
  return (
    <Alert
      type="warning" showIcon style={{ marginBottom: 12 }} title={`${names}的满意率低于90%，要限期整改${by === null ? '' : `，${shortDay(by, today)}前`}`}
      description={by === null ? `按期限规则建议 ${shortDay(proposed, today)}前整改；整改好了，在“已完成整改的代表”里选上。` : '整改好了，在“已完成整改的代表”里选上；再次述职以新的测评为准。'}
      action={by === null && mayEdit ? <Button size="small" onClick={() => { void perform(actOn(activity, 'activity.recorded', { set: { rectifyBy: proposed } })); }}>就定这一天</Button> : undefined}
    />
  );
}

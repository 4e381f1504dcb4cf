/** 签到: deputies, units (and whether the chief came), other people; those who were asked come first. Each check-in is one entry and can be taken back. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Input, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import type { ActivityBody } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import { DEPUTY_LEVELS, type DeputyLevel } from '../../../shared/deputy/deputy.ts';
import { localTimeOf } from '../../../shared/kernel/local-date.ts';
import { useSession } from '../../ui/session-context.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import { actOn, may, type PartProps } from './activity-acts.ts';
import { guestOf } from './activity-form.ts';
import { PeopleSelect } from './PeopleSelect.tsx';
import styles from './stations.module.css';

const LEVEL_SHORT: Readonly<Record<DeputyLevel, string>> = { national: '全国', provincial: '省', municipal: '市', county: '县', township: '乡' };

export function Attendance({ activity, directory, today }: PartProps) {
  const session = useSession();
  const { busy, refusal, perform } = usePerform();
  const [guest, setGuest] = useState('');
  const row = KINDS[activity.kind];
  const mayCheck = may(activity, session, 'activity.checked_in');
  const deputies = new Map(directory.deputies.map((one) => [one.id, one]));
  const unitName = (id: string) => directory.units.find((one) => one.id === id)?.name ?? '名录里没有的单位';
  const at = activity.on === today ? { at: localTimeOf(Date.now()) } : {};
  const check = (...bodies: readonly ActivityBody<'activity.checked_in'>[]) => { void perform(...bodies.map((body) => actOn(activity, 'activity.checked_in', { ...body, ...(body.present ? at : {}) }))); };
  const absentDeputies = activity.expected.deputies.filter((id) => !activity.deputies.includes(id));
  const absentUnits = activity.expected.units.filter((id) => !activity.units.some(({ unit }) => unit === id));
  const levels = DEPUTY_LEVELS.flatMap((level) => { const count = activity.deputies.filter((id) => deputies.get(id)?.level === level).length; return count === 0 ? [] : [`${LEVEL_SHORT[level]}级 ${String(count)}`]; });
  const addGuest = () => { const { name, role } = guestOf(guest); if (name !== '') { check({ as: 'guest', name, ...(role === undefined ? {} : { role }), present: true }); setGuest(''); } };
  return (
    <Card size="small" title={<h4 className={styles['cardName']}>到场</h4>} extra={<span className={styles['hint']}>{levels.join(' · ')}</span>}>
      <div className={styles['field']}>
        <span className={styles['label']}>{row.deputies} {activity.deputies.length} 人</span>
        <div className={styles['people']}>
          {activity.deputies.map((id) => <Tag key={id} color="processing" closable={mayCheck} closeIcon={<CloseOutlined aria-label={`取消${deputies.get(id)?.name ?? ''}的签到`} />} onClose={(event) => { event.preventDefault(); check({ as: 'deputy', who: id, present: false }); }}>{deputies.get(id)?.name ?? '名录里没有'}</Tag>)}
          {mayCheck && absentDeputies.map((id) => <Button key={id} size="small" icon={<PlusOutlined />} disabled={busy} onClick={() => { check({ as: 'deputy', who: id, present: true }); }}>{deputies.get(id)?.name ?? '名录里没有'}</Button>)}
        </div>
        {mayCheck && <PeopleSelect who="deputies" aria-label="代表签到" placeholder="别的代表签到：姓名或首字母" directory={{ ...directory, deputies: directory.deputies.filter(({ id }) => !activity.deputies.includes(id)) }} scope={activity.scope} value={[]} onChange={(ids) => { check(...ids.map((who) => ({ as: 'deputy' as const, who, present: true }))); }} />}
        <span className={styles['label']}>到场单位 {activity.units.length} 个，主要负责人到场 {activity.units.filter(({ head }) => head).length} 个</span>
        <div className={styles['people']}>
          {activity.units.map(({ unit, name, head }) => (
            <Tooltip key={unit} title={mayCheck ? (head ? '点一下：负责人没有来' : '点一下：主要负责人来了') : ''}>
              <Tag
                color={head ? 'success' : 'default'} closable={mayCheck} onClose={(event) => { event.preventDefault(); event.stopPropagation(); check({ as: 'unit', who: unit, name, present: false }); }} style={mayCheck ? { cursor: 'pointer' } : {}}
                onClick={() => { if (mayCheck) check({ as: 'unit', who: unit, name: name || unitName(unit), head: !head, present: true }); }}
              >{unitName(unit)}{head ? '（负责人到）' : ''}</Tag>
            </Tooltip>
          ))}
          {mayCheck && absentUnits.map((id) => <Button key={id} size="small" icon={<PlusOutlined />} disabled={busy} onClick={() => { check({ as: 'unit', who: id, name: unitName(id), present: true }); }}>{unitName(id)}</Button>)}
        </div>
        {mayCheck && <PeopleSelect who="units" aria-label="单位签到" placeholder="别的单位签到" directory={{ ...directory, units: directory.units.filter(({ id }) => !activity.units.some(({ unit }) => unit === id)) }} scope={activity.scope} value={[]} onChange={(ids) => { check(...ids.map((who) => ({ as: 'unit' as const, who, name: unitName(who), present: true }))); }} />}
        <span className={styles['label']}>其他人员 {activity.guests.length} 人</span>
        <div className={styles['people']}>{activity.guests.map(({ name, role }) => <Tag key={name} closable={mayCheck} onClose={(event) => { event.preventDefault(); check({ as: 'guest', name, present: false }); }}>{name}{role === '' ? '' : ` ${role}`}</Tag>)}</div>
        {mayCheck && <Input value={guest} maxLength={120} aria-label="其他人员签到" placeholder="姓名 身份，如：王某 法官（回车）" onChange={({ target }) => { setGuest(target.value); }} onPressEnter={addGuest} />}
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      </div>
    </Card>
  );
}

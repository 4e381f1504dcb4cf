/** 签到, one by one with the time: deputies (those who were asked to come first), units and whether their chief came, guests. What is pressed is saved at once, and pressed again taken back. */
import { CloseOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Empty, Input, Modal, Select } from 'antd';
import { memo, useMemo, useState } from 'react';
import type { ActivityBody, ActivityState } from '../../../../shared/activity/activity.ts';
import type { Deputy } from '../../../../shared/deputy/deputy.ts';
import type { Directory } from '../../../store/api.ts';
import { useStore } from '../../../store/store-context.tsx';
import { refusalWords } from '../../../ui/refusal-words.ts';
import { arrivedAt, deputiesInOrder, unitsInOrder } from './check-in.ts';
import styles from './check-in.module.css';

interface Props {
  readonly activity: ActivityState;
  readonly directory: Directory;
  /** `HH:mm` now. */
  readonly clock: string;
  readonly onClose: () => void;
}

type CheckIn = (body: Omit<ActivityBody<'activity.checked_in'>, 'at'>) => void;

const MAX_GUEST = 60;

export const CheckInModal = memo(function CheckInModal({ open, ...props }: Props & { readonly open: boolean }) {
  const { deputies, units, guests } = props.activity;
  return (
    <Modal title={`签到：代表 ${deputies.length} 人，单位 ${units.length} 个，其他 ${guests.length} 人`} open={open} width={1120} centered destroyOnHidden onCancel={props.onClose} footer={<Button type="primary" onClick={props.onClose}>好了</Button>}>
      {open && <CheckIns {...props} />}
    </Modal>
  );
});

function CheckIns({ activity, directory, clock, onClose }: Props) {
  const store = useStore();
  const { message } = App.useApp();
  const checkIn: CheckIn = (body) => {
    const at = body.present ? arrivedAt(activity, body) ?? clock : clock;
    void store.perform([{ scope: activity.scope, subject: activity.id, type: 'activity.checked_in', body: { ...body, at } }])
      .then((saved) => { if (!saved.ok) void message.error(refusalWords(saved.error)); });
  };
  return (
    <div className={styles['checkIns']} onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); onClose(); } }}>
      <Deputies activity={activity} deputies={directory.deputies} onCheckIn={checkIn} />
      <div className={styles['others']}>
        <Units activity={activity} directory={directory} onCheckIn={checkIn} />
        <Guests activity={activity} onCheckIn={checkIn} />
      </div>
    </div>
  );
}

function Deputies({ activity, deputies, onCheckIn }: { readonly activity: ActivityState; readonly deputies: readonly Deputy[]; readonly onCheckIn: CheckIn }) {
  const [typed, setTyped] = useState('');
  const { scope, expected } = activity;
  const listed = useMemo(() => deputiesInOrder({ scope, expected, deputies: activity.deputies }, deputies), [scope, expected, activity.deputies, deputies]);
  const shown = listed.filter(({ name, constituency }) => typed.trim() === '' || `${name}${constituency}`.includes(typed.trim()));
  const press = (who: string) => { onCheckIn({ as: 'deputy', who, present: !activity.deputies.includes(who) }); };
  // Type a name, Enter: the first who has not come yet is here.
  const enter = () => {
    const first = shown.find(({ id }) => !activity.deputies.includes(id));
    if (typed.trim() === '' || first === undefined) return;
    press(first.id);
    setTyped('');
  };
  if (listed.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="名录里还没有代表。名录从县里传来后再签到。" />;
  return (
    <section className={styles['deputies']} aria-label="代表签到">
      <Input autoFocus aria-label="找代表" placeholder="姓名或选区，Enter 签到" value={typed} onChange={({ target }) => { setTyped(target.value); }} onPressEnter={(event) => { if (!event.ctrlKey && !event.nativeEvent.isComposing) enter(); }} />
      <div className={styles['names']} role="group" aria-label="到场代表">
        {shown.map(({ id, name, constituency }) => {
          const here = activity.deputies.includes(id);
          return (
            <Checkbox key={id} checked={here} onChange={() => { press(id); }}>
              <span className={styles['name']}>{name}</span>
              <span className={styles['from']}>{here ? arrivedAt(activity, { as: 'deputy', who: id }) ?? '已到' : expected.deputies.includes(id) ? '应到' : constituency}</span>
            </Checkbox>
          );
        })}
      </div>
    </section>
  );
}

function Units({ activity, directory: { units }, onCheckIn }: { readonly activity: ActivityState; readonly directory: Pick<Directory, 'units'>; readonly onCheckIn: CheckIn }) {
  const { expected, units: present } = activity;
  const listed = useMemo(() => unitsInOrder({ expected, units: present }, units), [expected, present, units]);
  const others = units.filter((unit) => unit.active && !listed.includes(unit));
  return (
    <section className={styles['part']} aria-label="单位签到">
      <h3 className={styles['head']}>到场单位</h3>
      <ul className={styles['units']}>
        {listed.map(({ id, name }) => {
          const here = present.find(({ unit }) => unit === id);
          return (
            <li key={id} className={styles['unit']}>
              <Checkbox checked={here !== undefined} onChange={({ target }) => { onCheckIn({ as: 'unit', who: id, present: target.checked }); }}><span className={styles['name']}>{name}</span><span className={styles['from']}>{here === undefined ? '应到' : arrivedAt(activity, { as: 'unit', who: id }) ?? ''}</span></Checkbox>
              {here !== undefined && (
                <span className={styles['who']}>
                  <Input
                    key={here.name} aria-label={`${name}来的是谁`} placeholder="来的是谁" defaultValue={here.name} maxLength={MAX_GUEST}
                    onBlur={({ target }) => { if (target.value.trim() !== here.name) onCheckIn({ as: 'unit', who: id, present: true, name: target.value.trim(), head: here.head }); }}
                    onPressEnter={(event) => { event.currentTarget.blur(); }}
                  />
                  <Checkbox checked={here.head} onChange={({ target }) => { onCheckIn({ as: 'unit', who: id, present: true, name: here.name, head: target.checked }); }}>负责人到场</Checkbox>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <Select
        aria-label="添加到场单位" value={null} placeholder="添加单位，可输入名称找" style={{ width: '100%' }} options={others.map(({ id, name }) => ({ value: id, label: name }))} showSearch={{ optionFilterProp: 'label' }}
        onChange={(who: string | null) => { if (who !== null) onCheckIn({ as: 'unit', who, present: true }); }}
      />
    </section>
  );
}

function Guests({ activity: { guests }, onCheckIn }: { readonly activity: ActivityState; readonly onCheckIn: CheckIn }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const add = () => {
    if (name.trim() === '') return;
    onCheckIn({ as: 'guest', name: name.trim(), role: role.trim(), present: true });
    setName('');
    setRole('');
  };
  return (
    <section className={styles['part']} aria-label="其他人员签到">
      <h3 className={styles['head']}>其他人员（村干部、乡贤、律师……）</h3>
      <div className={styles['guest']}>
        <Input aria-label="姓名" placeholder="姓名" value={name} maxLength={MAX_GUEST} onChange={({ target }) => { setName(target.value); }} onPressEnter={add} />
        <Input aria-label="身份" placeholder="身份，如：村支书" value={role} maxLength={MAX_GUEST} onChange={({ target }) => { setRole(target.value); }} onPressEnter={add} />
        <Button disabled={name.trim() === ''} onClick={add}>签到</Button>
      </div>
      <div className={styles['guests']}>
        {guests.map((guest) => (
          <Button key={guest.name} icon={<CloseOutlined />} iconPlacement="end" aria-label={`取消${guest.name}的签到`} onClick={() => { onCheckIn({ as: 'guest', name: guest.name, role: guest.role, present: false }); }}>
            {guest.name}{guest.role === '' ? '' : `（${guest.role}）`}
          </Button>
        ))}
      </div>
    </section>
  );
}

/** The deputies who may be present, to be ticked: the township's own first, then those of the county's other lists. */
import { Checkbox, Empty, Input } from 'antd';
import { useMemo, useState } from 'react';
import type { Deputy } from '../../../shared/deputy/deputy.ts';
import styles from './night-market.module.css';

interface Props {
  readonly scope: string;
  readonly deputies: readonly Deputy[];
  readonly value?: readonly string[];
  readonly onChange?: (present: readonly string[]) => void;
}

/** From this many on the list gets a search box. */
const SEARCH_FROM = 12;

export function DeputyChecklist({ scope, deputies, value = [], onChange }: Props) {
  const [typed, setTyped] = useState('');
  const listed = useMemo(() => {
    const own = (deputy: Deputy) => (deputy.scope === scope ? 0 : 1);
    return deputies.filter((deputy) => deputy.active || value.includes(deputy.id)).sort((a, b) => own(a) - own(b) || a.name.localeCompare(b.name, 'zh'));
  }, [deputies, scope, value]);
  const shown = listed.filter(({ name, constituency }) => typed === '' || `${name}${constituency}`.includes(typed.trim()));
  if (listed.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="名录里还没有代表。可以先开始，名录从县里传来后再签到。" />;
  return (
    <div>
      {listed.length >= SEARCH_FROM && <Input allowClear aria-label="找代表" placeholder="姓名或选区" value={typed} onChange={({ target }) => { setTyped(target.value); }} className={styles['deputySearch'] ?? ''} />}
      <div className={styles['deputies']} role="group" aria-label="到场代表">
        {shown.map(({ id, name, constituency }) => (
          <Checkbox key={id} checked={value.includes(id)} onChange={({ target }) => { onChange?.(target.checked ? [...value, id] : value.filter((one) => one !== id)); }}>
            <span className={styles['deputyName']}>{name}</span><span className={styles['deputyFrom']}>{constituency}</span>
          </Checkbox>
        ))}
      </div>
    </div>
  );
}

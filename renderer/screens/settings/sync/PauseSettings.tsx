/** 暂停同步 and 按流量计费: a person's own decision about the line. What is written meanwhile is kept as ever, and goes out afterwards. */
import { Alert, Button, Flex, Radio, Switch, Typography } from 'antd';
import { useStore } from '../../../store/store-context.tsx';
import type { SyncRules } from '../../../store/sync-api.ts';
import { momentWords } from '../../../ui/format-date.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useToday } from '../../../ui/use-today.ts';
import { addDays, localDateOf } from '../../../../shared/kernel/local-date.ts';

const HOUR_MS = 3_600_000;

export function PauseSettings() {
  const store = useStore();
  const today = useToday();
  const now = useNow();
  const rules = useAnswer((from) => from.syncRules(), ['sync'], []);
  if (rules === undefined) return null;
  const { pause, metered, hint } = rules;
  const save = (change: Partial<SyncRules>) => { void store.saveSyncRules({ pause, metered, ...change }); };
  const pauseUntil = (until: number | null) => { save({ pause: { from: Date.now(), until } }); };
  const paused = pause !== null && (pause.until === null || pause.until > now);
  return (
    <Flex vertical gap={12}>
      {paused ? (
        <Alert
          type="warning" showIcon title={pause.until === null ? `${momentWords(pause.from, today)} 暂停了同步，到您恢复为止。` : `同步已暂停，${momentWords(pause.until, today)} 自动恢复。`}
          action={<Button type="primary" size="small" onClick={() => { save({ pause: null }); }}>恢复同步</Button>}
        />
      ) : (
        <Flex gap={8} align="center" wrap>
          <span>暂停同步</span>
          <Button size="small" onClick={() => { pauseUntil(Date.now() + HOUR_MS); }}>1 小时</Button>
          <Button size="small" onClick={() => { pauseUntil(tomorrowMorning(Date.now())); }}>到明天早上 8 点</Button>
          <Button size="small" onClick={() => { pauseUntil(null); }}>到我恢复为止</Button>
        </Flex>
      )}
      <Flex gap={10} align="center">
        <Switch checked={metered.on} aria-label="现在是按流量计费的网络" onChange={(on) => { save({ metered: { ...metered, on, from: Date.now() } }); }} />
        <span>现在是按流量计费的网络（手机热点、流量卡）</span>
      </Flex>
      {hint !== null && !metered.on && <Typography.Text type="secondary">系统说现在的网络按流量计费，已按下面的办法做。</Typography.Text>}
      <Radio.Group
        aria-label="按流量计费时" value={metered.goes} disabled={!metered.on && hint === null} onChange={({ target }) => { save({ metered: { ...metered, goes: target.value === 'nothing' ? 'nothing' : 'texts', from: Date.now() } }); }}
        options={[{ value: 'texts', label: '文字照传，照片和录音等着' }, { value: 'nothing', label: '什么都不传' }]}
      />
      <Typography.Text type="secondary">其间照常登记、办理，一条都不会丢；过了一天还有没传的，会提醒您。亲手打开一张不在本机的照片时，仍会去县里取。</Typography.Text>
    </Flex>
  );
}

/** Eight o'clock of the next day in China, where every user of this program is. */
function tomorrowMorning(now: number): number {
  return Date.parse(`${addDays(localDateOf(now), 1)}T08:00:00+08:00`);
}

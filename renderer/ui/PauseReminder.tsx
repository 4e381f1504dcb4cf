/** Sync that has been held back for a day while something waits: whoever paused it may have forgotten. */
import { Alert, Button } from 'antd';
import { useStore } from '../store/store-context.tsx';
import { isForgotten, spanWords } from './sync-words.ts';
import { useAnswer } from './use-answer.ts';
import { useGoOn } from './use-go-on.ts';
import { useNow } from './use-now.ts';

export function PauseReminder() {
  const store = useStore();
  const now = useNow();
  const status = useAnswer(() => store.syncStatus(), ['sync'], []);
  const goOn = useGoOn();
  if (status === undefined || !isForgotten(status, now)) return null;
  return (
    <Alert
      banner type="warning" data-testid="pause-reminder" title={`同步已暂停 ${spanWords(now - (status.held?.from ?? now))}，还有 ${status.waiting} 条没有传到县里。`}
      action={<Button size="small" onClick={() => { void goOn(); }}>恢复同步</Button>}
    />
  );
}

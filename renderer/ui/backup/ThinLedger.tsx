/** A journal that is much shorter than a backup of it: this computer has lost records, and whoever opens the app must not have to guess where they are. */
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { desktopApi } from '../../desktop.ts';
import { useToday } from '../use-today.ts';
import { thinWords } from './backup-words.ts';

export function ThinLedger() {
  const today = useToday();
  const navigate = useNavigate();
  const [sentence, setSentence] = useState<string | null>(null);
  useEffect(() => {
    const look = { gone: false };
    void (async () => {
      const desktop = desktopApi();
      if (desktop === null) return;
      const [opened, list, pending] = await Promise.all([desktop.journalOpen(), desktop.backupList(), desktop.backupPending()]);
      // What was just put back takes its entries in by itself.
      if (!look.gone && opened.ok && pending === null) setSentence(thinWords(list, opened.value.lines, today));
    })();
    return () => { look.gone = true; };
  }, [today]);
  if (sentence === null) return null;
  return <Alert banner closable type="warning" title={sentence} data-testid="thin-ledger" action={<Button size="small" onClick={() => { setSentence(null); void navigate('/settings/backup'); }}>去恢复</Button>} />;
}

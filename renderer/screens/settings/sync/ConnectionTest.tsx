/** 测试连接: the way to the county step by step, while it is walked. */
import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, LoadingOutlined, MinusCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Modal, Typography } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { CountyProbe } from '../../../../shared/desktop-api.ts';
import { desktopApi } from '../../../desktop.ts';
import { useStore } from '../../../store/store-context.tsx';
import type { TestStep } from '../../../store/sync-api.ts';
import { useEnrolment } from '../../../ui/session-context.tsx';
import { STEP_NAMES, stepWords, verdictWords } from './connection-words.ts';
import styles from './sync.module.css';

const ICONS: Readonly<Record<TestStep['state'], ReactNode>> = {
  waiting: <MinusCircleOutlined />, running: <LoadingOutlined />, good: <CheckCircleFilled className={styles['good']} />, note: <ExclamationCircleFilled className={styles['note']} />,
  bad: <CloseCircleFilled className={styles['bad']} />, skipped: <MinusCircleOutlined />,
};

export function ConnectionTest({ onClose }: { readonly onClose: () => void }) {
  const store = useStore();
  const { server, enrolment } = useEnrolment();
  const [steps, setSteps] = useState<readonly TestStep[]>([]);
  const [round, setRound] = useState(0);
  const [done, setDone] = useState(false);

  useEffect(() => {
    let gone = false;
    setDone(false);
    void store.testConnection((now) => { if (!gone) setSteps(now); }).then((all) => {
      if (gone) return;
      setSteps(all);
      setDone(true);
    });
    return () => {
      gone = true;
      void store.stopConnectionTest();
    };
  }, [store, round]);

  const probe = useProbe(done && steps.some(({ finding }) => finding === 'not-reached'));
  const verdict = verdictWords(steps);
  return (
    <Modal
      open title="测试连接" width={620} onCancel={onClose} footer={done
        ? [<Button key="again" onClick={() => { setRound((n) => n + 1); }}>再测一次</Button>, <Button key="close" type="primary" onClick={onClose}>好</Button>]
        : [<Button key="stop" onClick={() => { void store.stopConnectionTest(); }}>停下</Button>]}
    >
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">向 {server} 一步步地试，最多半分钟。只看通不通，不传任何内容。</Typography.Text>
        <ol className={styles['steps']} aria-label="测试的步骤" aria-busy={!done}>
          {steps.map((step) => (
            <li key={step.name} className={styles['step']} data-step={step.name} data-state={step.state}>
              <span className={styles['icon']} aria-hidden="true">{ICONS[step.state]}</span>
              <span className={styles['stepName']}>{STEP_NAMES[step.name]}</span>
              <span>{stepWords(step, { server, county: enrolment.county.name, probe })}</span>
            </li>
          ))}
        </ol>
        <div aria-live="polite">{done && <Alert type={verdict.type} showIcon title={verdict.words} data-testid="connection-verdict" />}</div>
      </Flex>
    </Modal>
  );
}

/** What the desktop finds of the county's address while `wanted`; null in a browser, and until it is found. */
function useProbe(wanted: boolean): CountyProbe | null {
  const [probe, setProbe] = useState<CountyProbe | null>(null);
  useEffect(() => {
    let gone = false;
    setProbe(null);
    if (wanted) void desktopApi()?.countyProbe().then((found) => { if (!gone) setProbe(found); }, () => undefined);
    return () => { gone = true; };
  }, [wanted]);
  return probe;
}

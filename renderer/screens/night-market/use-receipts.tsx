/** Receipts (登记回执) of registered cases, previewed and printed. */
import { useCallback, useState, type ReactNode } from 'react';
import { receiptSlip } from '../../../shared/documents/receipt-slip.ts';
import { fillText } from '../../../shared/office/texts.ts';
import { PrintPreview, type Paper } from '../../print/open-print.tsx';
import { useStore } from '../../store/store-context.tsx';
import { useEnrolment } from '../../ui/session-context.tsx';
import { officeOf } from '../../ui/use-office.ts';

export interface Receipts {
  readonly open: boolean;
  /** Shows the receipts of these cases, four to a page. */
  readonly show: (ids: readonly string[]) => void;
  readonly preview: ReactNode;
}

export function useReceipts(): Receipts {
  const store = useStore();
  const { enrolment } = useEnrolment();
  const [paper, setPaper] = useState<Paper | null>(null);
  const show = useCallback((ids: readonly string[]) => {
    const gather = async () => {
      const views = await Promise.all(ids.map((id) => store.case(id)));
      const [activities, directory] = [await store.activities(), await store.directory()];
      const slips = views.flatMap((view) => {
        if (view === null) return [];
        const { registered, title, scope } = view.state;
        const place = activities.find(({ id }) => id === registered.activity)?.place ?? registered.place ?? view.row.villageName;
        const { issuer, texts, phone } = officeOf(directory, enrolment, scope);
        const note = fillText(texts.receipt, { 件号: view.row.number, 标题: title, 机关: issuer, 电话: phone });
        return [receiptSlip({ number: view.row.number, organ: issuer, on: registered.receivedOn, place, summary: title, note })];
      });
      if (slips.length > 0) setPaper({ kind: 'receipts', slips });
    };
    void gather();
  }, [store, enrolment]);
  return { open: paper !== null, show, preview: <PrintPreview paper={paper} onClose={() => { setPaper(null); }} /> };
}

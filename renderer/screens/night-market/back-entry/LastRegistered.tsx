/** What became of the last batch, and taking it back in one go. */
import { Alert, Button, Flex, Tooltip } from 'antd';
import type { Registering } from './use-registering.ts';

interface Props {
  readonly registering: Registering;
  /** The button that had the keyboard is gone. */
  readonly onGone: () => void;
}

export function LastRegistered({ registering: { last, running, mayTakeBack, takeBack, forget }, onGone }: Props) {
  if (last === null || running !== null) return null;
  const { rows, left, answered, takenBack } = last;
  if (takenBack !== null) {
    const stayed = takenBack.failed.length + takenBack.left;
    return (
      <Alert
        type={stayed + answered > 0 ? 'warning' : 'success'} showIcon role="status" closable={{ onClose: forget }}
        title={`撤回了 ${takenBack.done.length} 件，已放回下面的表里，改好再登记。${answered > 0 ? `${answered} 件当场答复了的不能撤回，请逐件更正。` : ''}${stayed > 0 ? `${stayed} 件没有撤回：${takenBack.failed[0]?.why ?? '已停下'}` : ''}台账里留有记录：不予受理，补录有误。`}
      />
    );
  }
  const failed = left > 0 ? `，停下时还有 ${left} 件没有动` : '';
  if (rows.length === 0) return <Alert type="error" showIcon role="status" closable={{ onClose: forget }} title={`没有登记成${failed}。原因写在每一行下面。`} />;
  return (
    <Alert
      type="success" showIcon role="status" title={`登记了 ${rows.length} 件${failed}。`}
      action={(
        <Flex gap={8}>
          <Tooltip title={mayTakeBack ? '每件记为不予受理（补录有误），内容放回表里。当场答复了的不能撤回。' : '登记留痕，不能抹去。写错的逐件“更正补充”；要整批撤回，请人大秘书来做。'}>
            <Button size="small" disabled={!mayTakeBack || answered === rows.length} onClick={() => { void takeBack(); }}>撤回这一批</Button>
          </Tooltip>
          <Button size="small" type="text" onClick={() => { forget(); onGone(); }}>知道了</Button>
        </Flex>
      )}
    />
  );
}

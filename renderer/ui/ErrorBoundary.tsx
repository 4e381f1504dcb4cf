/** What the user sees when a screen has a fault of the program: what happened, that nothing is lost, what to do. */
import { Button, Result, Typography } from 'antd';
import { Component, type ReactNode } from 'react';

interface Props { readonly children: ReactNode; /** A new value tries again: the address of the screen. */ readonly resetKey?: string }
interface State { readonly fault: Error | null; readonly resetKey: string | undefined }

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { fault: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(fault: unknown): Partial<State> {
    return { fault: fault instanceof Error ? fault : new Error(String(fault)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { fault: null, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return <FaultNotice fault={fault} onRetry={() => { this.setState({ fault: null }); }} />;
  }
}

/** The notice itself, for failures that were caught as values. */
export function FaultNotice({ fault, onRetry }: { readonly fault: Error; readonly onRetry: () => void }) {
  return (
    <Result
      status="warning" title="这个页面出了程序故障"
      subTitle="已经保存的内容都在本机，没有丢失。请点“重新打开”；若再次出现，请把下面这行字告诉县里的技术人员。"
      extra={<Button type="primary" onClick={onRetry}>重新打开</Button>}
    >
      <Typography.Text code copyable>{fault.message}</Typography.Text>
    </Result>
  );
}

/**
 * Every answer that speaks of a whole request: one status and one sentence for each code of the wire. What went wrong
 * inside is logged by its kind only, since messages of parsers and databases can quote what a citizen said.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ErrorAnswer } from '../shared/sync/wire.ts';
import { databaseFault } from './store/database.ts';

export type HttpErrorCode = ErrorAnswer['error'];

const ERRORS: Readonly<Record<HttpErrorCode, { readonly status: number; readonly message: string }>> = {
  'bad-request': { status: 400, message: '请求的格式不对，县服务器没有接收。请更新本机的民情簿；仍不行，请联系县里。' },
  unauthenticated: { status: 401, message: '本机还没有接入县里，或者已被停用。请向县里要一个接入码，重新接入。' },
  forbidden: { status: 403, message: '当前用户无权访问这些数据。如果确有需要，请联系县里调整权限。' },
  'not-found': { status: 404, message: '县服务器上没有这个地址。' },
  'too-large': { status: 413, message: '一次上报的内容太多，请分批上报。' },
  'upgrade-required': { status: 426, message: '本机的民情簿与县服务器的版本不一致，请升级后再上报。未上报的内容都在本机，不会丢失。' },
  'rate-limited': { status: 429, message: '请求太频繁，请稍后再试。' },
  'server-error': { status: 500, message: '县服务器出了故障，没有接收这次请求。程序会自动重试。' },
  'server-full': { status: 507, message: '县服务器的磁盘已满，没有接收这次上报。请通知县里清理磁盘；内容都在本机，不会丢失。' },
};

/** The HTTP status of a code. */
export function statusOf(code: HttpErrorCode): number {
  return ERRORS[code].status;
}

/** The body of an error answer; `message` replaces the code's own sentence where more can be said. */
export function errorAnswer(code: HttpErrorCode, message = ERRORS[code].message): ErrorAnswer {
  return { error: code, message };
}

/** Answers with an error. Return its result from a hook or handler to end the request. */
export function refuse(reply: FastifyReply, code: HttpErrorCode, message?: string): FastifyReply {
  return reply.code(statusOf(code)).type('application/json; charset=utf-8').send(errorAnswer(code, message));
}

/** Makes every failure of every route one of the answers above. */
export function answerFailures(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => refuse(reply, 'not-found'));
  app.setErrorHandler((error, request, reply) => {
    const code = codeOf(error);
    if (statusOf(code) >= 500) request.log.error({ route: request.routeOptions.url, code, fault: faultOf(error) }, 'request failed');
    return refuse(reply, code);
  });
}

const CODE_BY_STATUS: Readonly<Record<number, HttpErrorCode>> = Object.fromEntries(
  (Object.keys(ERRORS) as HttpErrorCode[]).map((code) => [ERRORS[code].status, code]),
);

function codeOf(error: unknown): HttpErrorCode {
  if (databaseFault(error) === 'full') return 'server-full';
  const status = (error as { statusCode?: unknown }).statusCode;
  if (typeof status !== 'number') return 'server-error';
  return CODE_BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'bad-request' : 'server-error');
}

/** Name, codes and places of an error, without its message. */
function faultOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, errcode } = error as Error & { code?: unknown; errcode?: unknown };
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8).map((line) => line.trim());
  return { name: error.name, code, errcode, places };
}

/**
 * What a file is, told by its bytes and never by its name: the server and every device ask the same question, so that a program
 * with the name of a picture comes in nowhere.
 */
import { err, ok, type Result } from '../kernel/result.ts';
import { zipListing } from './zip-listing.ts';

/** The kinds that are taken: those that offices send one another, and what telephones record. */
export const FILE_KINDS = {
  jpeg: { mime: 'image/jpeg', extensions: ['jpg', 'jpeg'], image: true },
  png: { mime: 'image/png', extensions: ['png'], image: true },
  webp: { mime: 'image/webp', extensions: ['webp'], image: true },
  pdf: { mime: 'application/pdf', extensions: ['pdf'], image: false },
  docx: { mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'], image: false },
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'], image: false },
  m4a: { mime: 'audio/mp4', extensions: ['m4a', 'mp4', 'aac'], image: false },
  webm: { mime: 'audio/webm', extensions: ['webm', 'weba'], image: false },
  txt: { mime: 'text/plain', extensions: ['txt'], image: false },
} as const;
export type FileKind = keyof typeof FILE_KINDS;

/** Why a file's bytes are not taken. `macros` a program inside a document · `bomb` a document that unpacks to far more than it is. */
export type KindRefusal = 'kind-unknown' | 'macros' | 'bomb';

/** A document that unpacks to more than this is no document. */
const MAX_UNPACKED_BYTES = 300 * 1024 * 1024;
/** How much of a text is looked at. */
const TEXT_SAMPLE = 64 * 1024;

/** The kind of a file by its bytes: all of them, since a document's list of contents stands at its end. */
export function fileKind(bytes: Uint8Array): Result<FileKind, KindRefusal> {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return ok('jpeg');
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return ok('png');
  if (isAscii(bytes, 0, 'RIFF') && isAscii(bytes, 8, 'WEBP')) return ok('webp');
  if (isAscii(bytes, 0, '%PDF-')) return ok('pdf');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return documentKind(bytes);
  if (isAscii(bytes, 4, 'ftyp') && AUDIO_BRANDS.some((brand) => isAscii(bytes, 8, brand))) return ok('m4a');
  if (startsWith(bytes, [0x1a, 0x45, 0xdf, 0xa3])) return ok('webm');
  return isText(bytes) ? ok('txt') : err('kind-unknown');
}

/** The kind whose media type is `mime`, or null. */
export function kindOfMime(mime: string): FileKind | null {
  return (Object.keys(FILE_KINDS) as FileKind[]).find((kind) => FILE_KINDS[kind].mime === mime) ?? null;
}

/** True when a screen can show it as a picture. */
export function isImage(mime: string): boolean {
  const kind = kindOfMime(mime);
  return kind !== null && FILE_KINDS[kind].image;
}

/** True when it is a recording that the app can play. */
export function isAudio(mime: string): boolean {
  return mime === FILE_KINDS.m4a.mime || mime === FILE_KINDS.webm.mime;
}

/** The name with an extension that says what the file is: `照片.exe` that is a picture becomes `照片.exe.jpg`. At most 200 characters. */
export function nameForKind(name: string, kind: FileKind): string {
  const bare = name.replace(CONTROLS, '').trim();
  const extension = /\.([0-9A-Za-z]{1,8})$/.exec(bare)?.[1]?.toLowerCase() ?? '';
  const { extensions } = FILE_KINDS[kind];
  if ((extensions as readonly string[]).includes(extension)) return tail(bare, MAX_NAME);
  return `${[...bare].slice(0, MAX_NAME - 10).join('') || '附件'}.${extensions[0]}`;
}

const MAX_NAME = 200;
const AUDIO_BRANDS = ['M4A ', 'M4B ', 'mp42', 'mp41', 'isom', 'iso2', '3gp4', '3gp5', 'dash'];
/** Controls, and the marks that turn the direction of writing, with which `exe.jpg` can be made to look like another name. */
// eslint-disable-next-line no-control-regex -- control characters are what is removed
const CONTROLS = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function documentKind(bytes: Uint8Array): Result<FileKind, KindRefusal> {
  const listing = zipListing(bytes);
  if (listing === null || !listing.names.includes('[Content_Types].xml')) return err('kind-unknown');
  if (listing.unpacked > MAX_UNPACKED_BYTES) return err('bomb');
  if (listing.names.some((name) => /vbaProject\.bin$/i.test(name))) return err('macros');
  if (listing.names.some((name) => name.startsWith('word/'))) return ok('docx');
  return listing.names.some((name) => name.startsWith('xl/')) ? ok('xlsx') : err('kind-unknown');
}

/** No byte that a text never has; UTF-8 and GB18030 both pass. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  return bytes.subarray(0, TEXT_SAMPLE).every((byte) => byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x0c);
}

function startsWith(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return wanted.every((byte, i) => bytes[i] === byte);
}

function isAscii(bytes: Uint8Array, from: number, wanted: string): boolean {
  return [...wanted].every((letter, i) => bytes[from + i] === letter.charCodeAt(0));
}

/** The end of a name, its extension kept. */
function tail(name: string, length: number): string {
  const letters = [...name];
  return letters.length <= length ? name : letters.slice(letters.length - length).join('');
}

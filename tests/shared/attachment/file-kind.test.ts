/** Which files are taken: told by their bytes, whatever they are called. */
import { describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { Attachment, Attachments, MAX_FILE_BYTES } from '../../../shared/attachment/attachment.ts';
import { FILE_KINDS, fileKind, isAudio, isImage, kindOfMime, nameForKind, type FileKind } from '../../../shared/attachment/file-kind.ts';
import { aZip, bytesOf } from './files.ts';

const HEADS: Readonly<Record<FileKind, Uint8Array>> = {
  jpeg: bytesOf([0xff, 0xd8, 0xff, 0xe0], 'JFIF'), png: bytesOf([0x89], 'PNG\r\n', [0x1a, 0x0a]), webp: bytesOf('RIFF', [1, 2, 3, 4], 'WEBPVP8 '), pdf: bytesOf('%PDF-1.7\n'),
  docx: aZip(['[Content_Types].xml', 'word/document.xml']), xlsx: aZip(['xl/workbook.xml', '[Content_Types].xml']),
  m4a: bytesOf([0, 0, 0, 0x20], 'ftypM4A '), webm: bytesOf([0x1a, 0x45, 0xdf, 0xa3], 'webm'), txt: new TextEncoder().encode('路灯坏了三天。\r\n'),
};

describe('the kind of a file', () => {
  it.each(Object.keys(FILE_KINDS) as FileKind[])('%s is known by its bytes', (kind) => {
    expect(fileKind(HEADS[kind])).toEqual({ ok: true, value: kind });
    expect(kindOfMime(FILE_KINDS[kind].mime)).toBe(kind);
  });

  it('takes a text in GB18030 and one with a form feed', () => {
    expect(fileKind(bytesOf([0xc2, 0xb7, 0xb5, 0xc6, 0x0d, 0x0a, 0x0c]))).toEqual({ ok: true, value: 'txt' });
  });

  it.each<[string, Uint8Array, string]>([
    ['a Windows program', bytesOf('MZ', [0x90, 0, 3, 0]), 'kind-unknown'], ['a Linux program', bytesOf([0x7f], 'ELF', [2, 1]), 'kind-unknown'],
    ['an old .doc', bytesOf([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'kind-unknown'], ['a film', bytesOf([0, 0, 0, 0x20], 'ftypqt  '), 'kind-unknown'],
    ['nothing', new Uint8Array(), 'kind-unknown'], ['some other ZIP', aZip(['readme.md']), 'kind-unknown'],
    ['a ZIP that is cut', aZip(['[Content_Types].xml', 'word/document.xml']).subarray(0, 60), 'kind-unknown'],
    ['a document with macros', aZip(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin']), 'macros'],
    ['a document that unpacks to gigabytes', aZip(['[Content_Types].xml', 'xl/workbook.xml'], 0x3fffffff), 'bomb'],
  ])('%s is not taken', (_what, bytes, code) => {
    expect(fileKind(bytes)).toEqual({ ok: false, error: code });
  });

  it('a lying list of contents is no reason to fail', () => {
    const zip = aZip(['[Content_Types].xml', 'word/document.xml']);
    for (let at = 0; at < zip.length; at += 1) {
      const bent = Uint8Array.from(zip);
      bent[at] = 0xff;
      expect(typeof fileKind(bent).ok).toBe('boolean');
    }
  });
});

describe('the name of a file', () => {
  it.each<[string, FileKind, string]>([
    ['现场照片.JPG', 'jpeg', '现场照片.JPG'], ['发票.pdf.exe', 'pdf', '发票.pdf.exe.pdf'], ['image', 'png', 'image.png'], ['  ', 'jpeg', '附件.jpg'],
    ['照片\u202egpj.exe', 'jpeg', '照片gpj.exe.jpg'], ['网页.html', 'txt', '网页.html.txt'],
  ])('%s as %s', (name, kind, expected) => { expect(nameForKind(name, kind)).toBe(expected); });

  it('is never longer than the field', () => {
    for (const name of [`${'长'.repeat(400)}.jpg`, '长'.repeat(400)]) expect(Value.Check(Attachment, { hash: 'a'.repeat(26), name: nameForKind(name, 'jpeg'), mime: 'image/jpeg', size: 1 })).toBe(true);
  });
});

describe('limits', () => {
  const one = { hash: 'a'.repeat(26), name: '照片.jpg', mime: 'image/jpeg', size: MAX_FILE_BYTES };
  it('20 files of 20 MB, named by their hash', () => {
    expect(Value.Check(Attachments, Array.from({ length: 20 }, () => one))).toBe(true);
    expect(Value.Check(Attachments, Array.from({ length: 21 }, () => one))).toBe(false);
    expect(Value.Check(Attachment, { ...one, size: MAX_FILE_BYTES + 1 })).toBe(false);
    expect(Value.Check(Attachment, { ...one, hash: '../../etc/passwd' })).toBe(false);
  });

  it('only pictures are shown as pictures', () => {
    expect(isImage('image/jpeg')).toBe(true);
    expect(isImage('image/svg+xml')).toBe(false);
    expect(isImage('application/pdf')).toBe(false);
    expect(['audio/webm', 'audio/mp4', 'video/webm', 'image/jpeg', ''].filter(isAudio)).toEqual(['audio/webm', 'audio/mp4']);
  });
});

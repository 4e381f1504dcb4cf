/** ZIP files made by hand, also such as no program makes: what their lists say need not be true. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart { readonly name: string; readonly text: string | Uint8Array; /** Bytes that the list says it unpacks to, when it lies. */ readonly said?: number }

/** The bytes of a ZIP with these parts, deflated. */
export function aZip(parts: readonly ZipPart[]): Uint8Array {
  const bodies: Buffer[] = [], list: Buffer[] = [];
  let at = 0;
  for (const { name, text, said } of parts) {
    const plain = Buffer.from(text), packed = deflateRawSync(plain);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(said ?? plain.length, 18);
    common.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    bodies.push(local);
    list.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, place, Buffer.from(name)]));
    at += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.reduce((sum, one) => sum + one.length, 0), 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...bodies, ...list, end]));
}

/** A workbook of one sheet: its XML behind `<sheetData>`, rows and all, as it is given. */
export function aRawWorkbook(rows: string, behind = ''): Uint8Array {
  const [xml, main, relations] = ['<?xml version="1.0" encoding="UTF-8"?>', 'http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'];
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const related = (inner: string) => `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  return aZip([
    { name: '_rels/.rels', text: related(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    { name: 'xl/workbook.xml', text: `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="点位" sheetId="1" r:id="rId1"/></sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', text: related(relation('rId1', 'worksheet', 'worksheets/sheet1.xml')) },
    { name: 'xl/worksheets/sheet1.xml', text: `${xml}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${behind}</worksheet>` },
  ]);
}

/** A cell with words. */
export const aCell = (place: string, words: string): string => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`;

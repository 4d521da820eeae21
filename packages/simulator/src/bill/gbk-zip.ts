// Packs files as Alipay's bills are packed: names in GBK, without the flag that would say UTF-8.
import { crc32, deflateRawSync } from "node:zlib";
import { encodeText } from "@dedepay/alipay";

const version = 20;
const deflated = 8;
/** 1980-01-01 00:00, the first moment which the format knows: the same trades always make the same bytes. */
const dosDate = 0x21;

/** A zip of the texts, both names and contents in GBK. */
export function gbkZip(files: ReadonlyArray<{ name: string; text: string }>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = encodeText(file.name, "gbk").bytes;
    const clear = encodeText(file.text, "gbk").bytes;
    const packed = deflateRawSync(clear);
    const common = commonHeader({ crc: crc32(clear), packed: packed.length, clear: clear.length, name: name.length });
    const local = Buffer.concat([signature(0x04034b50), common, name, packed]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature(0x02014b50), shorts(version), common, central, name]));
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, index, signature(0x06054b50), end]);
}

/** The 26 bytes which the local header and the directory share. */
function commonHeader(o: { crc: number; packed: number; clear: number; name: number }): Buffer {
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(o.crc, 0);
  sizes.writeUInt32LE(o.packed, 4);
  sizes.writeUInt32LE(o.clear, 8);
  return Buffer.concat([shorts(version, 0, deflated, 0, dosDate), sizes, shorts(o.name, 0)]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function shorts(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, 2 * index);
  return bytes;
}

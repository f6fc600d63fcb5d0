import { malformedPost, missingFile, notMultipart } from "./errors.ts";

/** A browser's form, taken apart. */
export interface Form {
  /** Texts by lower-case names. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: Buffer;
  readonly fileName: string;
}

/** Reads multipart/form-data; what follows the file is passed over. Throws MalformedPOSTRequest and others. */
export function readForm(contentType: string | undefined, body: Buffer): Form {
  const boundary = /^multipart\/form-data\b.*?;\s*boundary="?([^";]+)"?/i.exec(contentType ?? "")?.[1];
  if (boundary === undefined) throw notMultipart();
  const fields = new Map<string, string>();
  for (const part of partsOf(body, boundary)) {
    const end = part.indexOf("\r\n\r\n");
    if (end < 0) throw malformedPost();
    const head = part.toString("utf8", 0, end);
    const content = part.subarray(end + 4);
    const name = /^content-disposition:[^\n]*?\bname="([^"]*)"/im.exec(head)?.[1];
    if (name === undefined) throw malformedPost();
    if (name.toLowerCase() === "file") {
      const path = /^content-disposition:[^\n]*?\bfilename="([^"]*)"/im.exec(head)?.[1] ?? "";
      const type = /^content-type:\s*(\S+)/im.exec(head)?.[1];
      if (type !== undefined && !fields.has("content-type") && !fields.has("policy")) fields.set("content-type", type);
      return { fields, file: content, fileName: path.split(/[\\/]/).at(-1) ?? "" };
    }
    fields.set(name.toLowerCase(), content.toString("utf8"));
  }
  throw missingFile();
}

function* partsOf(body: Buffer, boundary: string): Iterable<Buffer> {
  const line = Buffer.from(`--${boundary}`);
  const next = Buffer.from(`\r\n--${boundary}`);
  let from = body.indexOf(line);
  if (from < 0) throw malformedPost();
  from += line.length;
  while (body.toString("latin1", from, from + 2) === "\r\n") {
    const end = body.indexOf(next, from);
    if (end < 0) throw malformedPost();
    yield body.subarray(from + 2, end);
    from = end + next.length;
  }
}

import { z } from "zod";
import { malformedXml, notImplemented } from "./errors.ts";
import { verifyIntegrity } from "./integrity.ts";
import type { S3Call } from "./operation.ts";
import { parseXml } from "./xml.ts";

/** An element that may be empty: the parser then gives its text. */
export function element<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? {} : value), schema);
}

/** Texts of configurations have no blanks around them. */
export const trimmed = z.string().transform((text) => text.trim());

/** `true` and `false`, as XML writes them. */
export const truth = trimmed.pipe(z.enum(["true", "false"])).transform((text) => text === "true");

/** An element of S3's that we do not emulate: refused by name where it is there. */
export const refusedElement = (name: string) =>
  z
    .unknown()
    .transform((value): undefined => {
      if (value !== undefined) throw notImplemented(name);
      return undefined;
    })
    .optional();

/** A whole number. */
export const whole = trimmed.pipe(z.string().regex(/^-?\d{1,10}$/)).transform(Number);

/** The document of a request's body, whose digest is verified. Throws MalformedXML. */
export function readDocument<T extends z.ZodType>(
  { request, payload }: S3Call,
  root: string,
  schema: T,
  lists: readonly string[] = [],
): z.output<T> {
  verifyIntegrity(request, payload);
  if (payload.body.length === 0) throw malformedXml();
  const parsed = element(schema).safeParse(parseXml(payload.body.bytes(), root, lists));
  if (!parsed.success) throw malformedXml();
  return parsed.data as z.output<T>;
}

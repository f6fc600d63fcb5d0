import { UsageError } from "../../../support/usage-error.ts";

/** Replaces each `{{name}}` by its value. Throws UsageError for a name that stands for nothing; `where` says whose text it is. */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>, where: string): string {
  return text.replaceAll(/\{\{\s*([^{}\s]+)\s*\}\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new UsageError(`${where} holds {{${name}}}, which stands for nothing.`);
    return value;
  });
}

/** The content of a file that is made from a template. */
export function fillFile(
  _path: string,
  { text, from }: { readonly text: string; readonly from: string },
  values: Readonly<Record<string, string>>,
): string {
  return fillTemplate(text, values, from);
}

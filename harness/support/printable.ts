const LONGEST = 2_000;

/**
 * Text of unknown origin for a terminal: control characters are made visible, text beyond `longest` is cut with a note.
 */
export function printable(text: string, longest = LONGEST): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this function is about.
  const visible = text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (control) =>
    control === "\r" ? "\\r" : `\\x${control.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  if (visible.length <= longest) return visible;
  return `${visible.slice(0, longest)} ... (${visible.length - longest} more characters)`;
}

/** `label     value`; further lines of a longer value are indented below it. */
export function labelled(label: string, value: string, labelWidth: number): string {
  const margin = " ".repeat(labelWidth);
  return printable(value)
    .split("\n")
    .map((line, index) => (index === 0 ? label.padEnd(labelWidth) : margin) + line)
    .join("\n");
}

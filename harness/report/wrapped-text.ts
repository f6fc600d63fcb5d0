/** Lines of at most so many letters, broken between words; a word that is longer than a line is broken itself. */
export function wrappedText(text: string, width: number): readonly string[] {
  if (text.length <= width || width < 1) return [text];
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    const end = space > 0 ? space : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(space > 0 ? end + 1 : end);
  }
  return [...lines, rest];
}

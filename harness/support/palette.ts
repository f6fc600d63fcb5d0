import { styleText } from "node:util";

/** Styles of the report's words; without colours they leave the text unchanged. */
export type Palette = Readonly<Record<"bold" | "dim" | "red" | "green" | "yellow" | "cyan", (text: string) => string>>;

export function palette(colours: boolean): Palette {
  const style = (format: keyof Palette) => (text: string) =>
    colours ? styleText(format, text, { validateStream: false }) : text;
  return {
    bold: style("bold"),
    dim: style("dim"),
    red: style("red"),
    green: style("green"),
    yellow: style("yellow"),
    cyan: style("cyan"),
  };
}

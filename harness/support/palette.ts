import { styleText } from "node:util";

/** How the report stresses words; without colours every style leaves the text alone. */
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

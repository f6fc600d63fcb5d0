import { fillYaml } from "./fill-yaml.ts";
import type { ForeignFile } from "./foreign-system.ts";
import { placeholderNamed, replaceMentions } from "./placeholder-text.ts";
import type { PlaceholderName, PlaceholderValues } from "./placeholders.ts";

/**
 * A text with its placeholders filled in, the values as they are: for commands, environment variables and files in
 * forms that only their reader knows. `where` names the text in messages.
 *
 * @throws UsageError for an unknown placeholder, with line and near name.
 */
export function fillTemplate(text: string, values: PlaceholderValues, where: string): string {
  return replaceMentions(text, (mention) =>
    mention.escaped ? mention.source : values[placeholderNamed(mention, text, where)],
  );
}

/** The content of a file that is made from a template: YAML and JSON so that a value stays one value. */
export function fillFile(path: string, template: FileTemplateContent, values: PlaceholderValues): string {
  return isYaml(path)
    ? fillYaml(template.text, values, template.from)
    : fillTemplate(template.text, values, template.from);
}

type FileTemplateContent = Extract<ForeignFile["content"], { kind: "template" }>;

/** By the name of the file that is made; JSON is YAML as well. */
export function isYaml(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(path);
}

/** The placeholders that a text names, for checks before there is a world. Throws like `fillTemplate`. */
export function placeholdersIn(text: string, where: string): Set<PlaceholderName> {
  const names = new Set<PlaceholderName>();
  replaceMentions(text, (mention) => {
    if (!mention.escaped) names.add(placeholderNamed(mention, text, where));
    return "";
  });
  return names;
}

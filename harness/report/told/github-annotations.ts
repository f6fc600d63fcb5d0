import { failureText, redScenarios, type ToldRun, type ToldScenario } from "./told-run.ts";

/** GitHub shows no more of one level for one step (https://docs.github.com/actions, workflow commands, annotations). */
const MOST_ANNOTATIONS = 10;

interface Annotation {
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: string;
  readonly column?: string;
}

/**
 * Workflow commands that put each red scenario beside its line in GitHub's view of the change. Where there are more than it
 * shows, the last one says how many and where the others stand.
 *
 * @param pathOf turns a file below the project into one below the repository.
 */
export function githubAnnotations(run: ToldRun, pathOf: (file: string) => string): string {
  const all = [...redScenarios(run).map((scenario) => ofScenario(scenario, pathOf)), ...outside(run)];
  const shown = all.length <= MOST_ANNOTATIONS ? all : [...all.slice(0, MOST_ANNOTATIONS - 1), theOthers(all.length)];
  return shown.map(command).join("");
}

function ofScenario(scenario: ToldScenario, pathOf: (file: string) => string): Annotation {
  const { id, title, file, failure } = scenario;
  const [, placed, line, column] = /^(.*):(\d+):(\d+)$/.exec(failure?.place ?? "") ?? [];
  const path = placed ?? file;
  return {
    title: `${id}: ${title}`,
    message: failureText(scenario),
    ...(path !== undefined && { file: pathOf(path) }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}

function outside({ errors = [] }: ToldRun): readonly Annotation[] {
  return errors.map(({ message, frames, while: during }) => ({
    title: during === undefined ? "an error outside any scenario" : `an error while ${during} ran`,
    message: [message, ...frames].join("\n"),
  }));
}

function theOthers(count: number): Annotation {
  const left = count - (MOST_ANNOTATIONS - 1);
  return { title: `${left} more are red`, message: "All of them stand in the summary of the job." };
}

function command({ title, message, file, line, column }: Annotation): string {
  const properties = Object.entries({ file, line, col: column, title })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${property(value)}`]))
    .join(",");
  return `::error ${properties}::${data(message)}\n`;
}

/** As GitHub's own toolkit escapes them (actions/toolkit, packages/core/src/command.ts). */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

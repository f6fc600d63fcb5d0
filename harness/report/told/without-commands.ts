/** How a line begins that GitHub's runner obeys, after any blanks (actions/runner, ActionCommand.cs). */
const COMMAND = /^(\s*)(::|##\[)/gm;

/**
 * A report as it may be printed in a job of GitHub: what stories say is hostile, and a line that looks like a command of its
 * runner would be one (`::add-mask::`, `::error::`).
 */
export function withoutCommands(text: string): string {
  return text.replace(COMMAND, "$1| $2");
}

/** The exit statuses of all commands; scripts may rely on them. 128 + signal number when a signal ended the run. */
export const EXIT = {
  green: 0,
  red: 1,
  usage: 2,
  environment: 3,
  /** The cause of an incident was searched for, and no world that was tried shows what was reported. */
  notExplained: 4,
  /** EX_SOFTWARE of sysexits(3): something in the harness is broken, so the run proves nothing. */
  ourBug: 70,
} as const;

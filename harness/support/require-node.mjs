/**
 * Looks at the Node that runs us, before anything that an older one could not even read: `node --import` of this file. Plain
 * JavaScript, because older ones read no TypeScript. The number is that of the npm package `node` in package.json.
 */
const NEEDED_MAJOR = 24;
/** Of the exit statuses of all commands: this machine lacks something (docs/exit-codes.md). */
const ENVIRONMENT = 3;

const { node } = process.versions;
if (Number(node.split(".")[0]) < NEEDED_MAJOR) {
  process.stderr.write(
    `This needs Node ${NEEDED_MAJOR}, and ${process.execPath} is Node ${node}. The project brings its own: npm install ` +
      "(without --ignore-scripts and --omit=optional), and then start commands through npm (npm run …).\n",
  );
  process.exit(ENVIRONMENT);
}

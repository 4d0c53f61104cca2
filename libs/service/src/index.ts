export { type Heartbeat, workerHeartbeat } from './heartbeat';
export { createLog } from './log';
export { stopWhenParentDies } from './parent';
export { stopOnSignals } from './stop-on-signals';

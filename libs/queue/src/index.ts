export { createQueueBackend, prepareQueueStore, type QueueBackend, type QueueLocation, queueLocation } from './backend';
export { JOB_NAMES, JOBS, type JobName, type JobPayload, jobIdOf, parsePayload } from './jobs';
export { type JobHandlers, type JobQueues, type JobWorkers, openQueues, type QueueDepth, startWorkers } from './queues';

/** The LISTEN/NOTIFY channel on which processes tell each other that the log has grown. It carries no payload. */
export const LOG_GREW = 'es_log_grew';

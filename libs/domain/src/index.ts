export * from './article-events';
export * from './catalogue';
export * from './claim';
export * from './deal-events';
export * from './ids';
export * from './partial-date';
export * from './report';

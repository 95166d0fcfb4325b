// n8n logs every error of a node; the tests look at the errors themselves. To be imported first.
process.env.N8N_LOG_LEVEL = 'silent';

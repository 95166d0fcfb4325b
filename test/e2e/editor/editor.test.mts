import { chatbotTests } from './chatbot.mts';
import { credentialTests } from './credential.mts';
import { crmTests } from './crm.mts';
import { dealTests } from './deals.mts';
import { formTests } from './forms.mts';
import { listTests } from './lists.mts';
import { panelTests } from './panel.mts';
import { runTests } from './run.mts';
import { useScene } from './scene.mts';
import { storyTests } from './story.mts';
import { transactionalTests } from './transactional.mts';
import { triggerTests } from './trigger.mts';
import { websiteTests } from './website.mts';

const scene = useScene();

panelTests(scene);
credentialTests(scene);
formTests(scene);
listTests(scene);
runTests(scene);
storyTests(scene);
triggerTests(scene);
chatbotTests(scene);
transactionalTests(scene);
crmTests(scene);
websiteTests(scene);
dealTests(scene);

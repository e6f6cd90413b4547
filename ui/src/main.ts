// Starts the window.

import { mount } from 'svelte';
import App from './App.svelte';
import { reached } from './canvas/first-paint';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

reached('script');
const target = document.getElementById('app');
if (target !== null) mount(App, { target });

/** The page's composition root: the store's worker, the desktop if there is one, and the tree of screens. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { desktopApi } from './desktop.ts';
import { connectStore } from './store/client.ts';
import './theme/base.css';
import { ThemeRoot } from './theme/ThemeRoot.tsx';

const desktop = desktopApi();
const connection = connectStore(desktop);
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<StrictMode><ThemeRoot><App connection={connection} desktop={desktop} /></ThemeRoot></StrictMode>);

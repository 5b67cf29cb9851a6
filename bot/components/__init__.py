"""Parts of Rasa's pipeline and its one channel; they run in the Rasa process, on Python 3.10."""

<?php
(new PharData($argv[1]))->extractTo('.');
